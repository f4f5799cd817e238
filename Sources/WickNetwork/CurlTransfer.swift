import CCurl

/// Something that libcurl's multi handle works on.
protocol CurlTransfer: AnyObject {
    /// libcurl is done with it: connected for a stream, answered for a request, or failed with `code`.
    func finished(_ code: CURLcode)
    /// Ends it with an error that its owner hears of.
    func fail(_ error: NetworkError)
}
