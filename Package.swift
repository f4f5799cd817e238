// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same: Swift 6 mode (complete concurrency checking), warnings are errors.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let collections = Target.Dependency.product(name: "Collections", package: "swift-collections")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
    name: "wick",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/apple/swift-collections.git", .upToNextMinor(from: "1.6.0")),
        .package(url: "https://github.com/apple/swift-log.git", .upToNextMinor(from: "1.16.2")),
        .package(url: "https://github.com/apple/swift-nio.git", .upToNextMinor(from: "2.101.2")),
    ],
    targets: [
        .systemLibrary(name: "CCurl"),
        .systemLibrary(name: "CNcurses"),
        .systemLibrary(name: "CYAML"),
        .systemLibrary(name: "CZlib"),
        library("WickMarket"),
        tests("WickMarketTests", ["WickMarket", "WickTestKit"]),
        library("WickWebSocket"),
        library("WickFeed", ["WickMarket", "WickWebSocket", collections]),
        tests("WickFeedTests", ["WickFeed", "WickTestKit"]),
        .target(name: "WickTestKit", dependencies: ["WickMarket"], path: "Tests/WickTestKit", swiftSettings: strict),
    ]
)
