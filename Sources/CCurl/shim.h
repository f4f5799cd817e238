#pragma once
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
// Linux's means to wait, which Swift's Glibc module leaves out and which an event loop around libcurl needs.
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

// glibc declares it to _GNU_SOURCE only.
int pthread_setname_np(pthread_t thread, const char *name);

// libcurl's setopt and getinfo are variadic, which Swift does not import: one function for each type of argument.

typedef size_t (*ccurl_data_function)(char *bytes, size_t size, size_t count, void *user);
typedef CURLcode (*ccurl_tls_function)(CURL *easy, void *context, void *user);
typedef int (*ccurl_socket_function)(CURL *easy, curl_socket_t socket, int what, void *user, void *socket_user);
typedef int (*ccurl_timer_function)(CURLM *multi, long milliseconds, void *user);

static inline CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_data_function(CURL *easy, CURLoption option, ccurl_data_function value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_tls_function(CURL *easy, ccurl_tls_function value, void *user) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, user);
    return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, value) : code;
}

static inline CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode ccurl_get_string(CURL *easy, CURLINFO info, const char **value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode ccurl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode ccurl_get_socket(CURL *easy, CURLINFO info, curl_socket_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode ccurl_multi_set_socket_function(CURLM *multi, ccurl_socket_function value, void *user) {
    CURLMcode code = curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, user);
    return code == CURLM_OK ? curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, value) : code;
}

static inline CURLMcode ccurl_multi_set_timer_function(CURLM *multi, ccurl_timer_function value, void *user) {
    CURLMcode code = curl_multi_setopt(multi, CURLMOPT_TIMERDATA, user);
    return code == CURLM_OK ? curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, value) : code;
}
