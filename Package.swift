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
        library("WickIndicators", ["WickMarket"]),
        library("WickStrategy", ["WickMarket", "WickIndicators"]),
        library("WickRisk", ["WickMarket"]),
        library("WickArchive", ["WickMarket", "CZlib"]),
        library("WickWebSocket"),
        library("WickFeed", ["WickMarket", "WickWebSocket", collections]),
        library("WickNetwork", ["WickWebSocket", "CCurl", collections]),
        library("WickEngine", ["WickFeed", "WickStrategy", "WickRisk", collections]),
        library("WickCore", ["WickEngine", "WickFeed", "WickNetwork", "WickArchive"]),

        tests("WickMarketTests", ["WickMarket", "WickTestKit"]),
//        tests("WickIndicatorsTests", ["WickIndicators", "WickMarket", "WickTestKit"]),
        tests("WickStrategyTests", ["WickStrategy", "WickRisk", "WickMarket", "WickTestKit", "CZlib"]),
//        tests("WickRiskTests", ["WickRisk", "WickMarket", "WickTestKit"]),
        tests("WickArchiveTests", ["WickArchive", "WickMarket", "CZlib", "WickTestKit"]),
        tests("WickWebSocketTests", ["WickWebSocket", "WickTestKit"]),
        tests("WickFeedTests", ["WickFeed", "WickTestKit"]),
        .target(name: "WickTestKit", dependencies: ["WickMarket"], path: "Tests/WickTestKit", swiftSettings: strict),
    ]
)
