import Foundation
import Glibc
import Testing
import WickEngine

struct PrivateFileTests {
    @Test("makes the file and the folders above it for this user alone")
    func makes() throws {
        let folder = try TemporaryFolder()
        let descriptor = try PrivateFile.openToAppend(folder.path + "/a//b/c/file")
        defer { close(descriptor) }
        #expect(try folder.permissions("a") == 0o700 && folder.permissions("a/b/c") == 0o700)
        #expect(try folder.permissions("a/b/c/file") == 0o600)
        #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test("appends to what is there, and leaves its permissions")
    func appends() throws {
        let folder = try TemporaryFolder()
        try "one\n".write(toFile: folder.path + "/file", atomically: false, encoding: .utf8)
        try #require(chmod(folder.path + "/file", 0o640) == 0)
        let descriptor = try PrivateFile.openToAppend(folder.path + "/file")
        defer { close(descriptor) }
        #expect(write(descriptor, "two\n", 4) == 4)
        #expect(try folder.text("file") == "one\ntwo\n" && folder.permissions("file") == 0o640)
    }

    @Test("says why the system refuses")
    func refuses() throws {
        let folder = try TemporaryFolder()
        #expect(throws: SystemError(EISDIR)) { try PrivateFile.openToAppend(folder.path) }
        #expect(throws: SystemError(ENOENT)) { try PrivateFile.openToAppend("") }
        #expect(throws: SystemError(ENAMETOOLONG)) {
            try PrivateFile.openToAppend(folder.path + "/" + String(repeating: "x", count: 300))
        }
        #expect(SystemError(ENOSPC).description == "No space left on device (errno 28)")
        #expect(SystemError(99_999).description.contains("99999"))
    }
}
