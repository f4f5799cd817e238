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

    @Test("writes a new file for this user alone, and never over another")
    func writesNew() throws {
        let folder = try TemporaryFolder()
        #expect(try PrivateFile.writeNew(folder.path + "/a/file", Array("one".utf8)))
        #expect(try folder.permissions("a/file") == 0o600 && folder.text("a/file") == "one")
        #expect(try !PrivateFile.writeNew(folder.path + "/a/file", Array("two".utf8)))
        #expect(try folder.text("a/file") == "one")
        // A link that leads nowhere is something of that name, too.
        try #require(symlink("/nowhere/at/all", folder.path + "/link") == 0)
        #expect(try !PrivateFile.writeNew(folder.path + "/link", []))
        #expect(throws: SystemError(ENOTDIR)) { try PrivateFile.writeNew(folder.path + "/a/file/b", []) }
    }

    @Test("replaces a file whole, for this user alone, follows links, and leaves it where it may not be written")
    func replaces() throws {
        let folder = try TemporaryFolder()
        try PrivateFile.replace(folder.path + "/a/file", Array("one".utf8))
        try #require(chmod(folder.path + "/a/file", 0o644) == 0)
        try #require(symlink("a/file", folder.path + "/link") == 0)
        try PrivateFile.replace(folder.path + "/link", Array("two".utf8))
        #expect(try folder.permissions("a/file") == 0o600 && folder.text("a/file") == "two")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link") == "a/file")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/a") == ["file"])
        #expect(throws: SystemError(ENOTDIR)) { try PrivateFile.replace(folder.path + "/a/file/b", []) }
        if getuid() != 0 {
            try #require(chmod(folder.path + "/a/file", 0o400) == 0)
            #expect(throws: SystemError(EACCES)) { try PrivateFile.replace(folder.path + "/a/file", []) }
        }
    }
}
