// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same: Swift 6 mode, which is complete concurrency checking, and warnings are errors.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["WickTestKit"], exclude: exclude, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let collections = Target.Dependency.product(name: "Collections", package: "swift-collections")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOWebSocket"].map {
    Target.Dependency.product(name: $0, package: "swift-nio")
}
let nioTLS = Target.Dependency.product(
    name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["ServedTLS"]))

/// What the Makefile tells of the build, as a C string; empty in a plain `swift build`. Only one small file is compiled
/// anew when it changes.
func told(_ variable: String) -> String {
    let allowed = (Context.environment[variable] ?? "").filter {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0))
    }
    return "\"\(allowed)\""
}

let package = Package(
    name: "wick",
    products: [
        .executable(name: "wick", targets: ["wick"]),
        .executable(name: "wick-bench", targets: ["wick-bench"]),
    ],
    traits: [
        .trait(name: "ServedTLS", description: "The simulated exchange can serve TLS: for tests, not for daily use."),
        .default(enabledTraits: ["ServedTLS"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/apple/swift-collections.git", .upToNextMinor(from: "1.6.0")),
        .package(url: "https://github.com/apple/swift-log.git", .upToNextMinor(from: "1.16.2")),
        .package(url: "https://github.com/apple/swift-nio.git", .upToNextMinor(from: "2.101.2")),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", .upToNextMinor(from: "2.37.6")),
    ],
    targets: [
        .systemLibrary(name: "CCurl"),
        .systemLibrary(name: "CNcurses"),
        .systemLibrary(name: "CYAML"),
        .systemLibrary(name: "CZlib"),
        .target(name: "CAllocations"),
        .target(name: "CLinux"),
        .target(
            name: "CBuild",
            cSettings: [
                .define("WICK_COMMIT", to: told("WICK_COMMIT")), .define("WICK_SWIFT", to: told("WICK_SWIFT")),
            ]),

        library("WickMarket"),
        library("WickIndicators", ["WickMarket"]),
        library("WickStrategy", ["WickMarket", "WickIndicators"]),
        library("WickRisk", ["WickMarket"]),
        library("WickArchive", ["WickMarket", "CZlib"]),
        library("WickWebSocket"),
        library("WickNetwork", ["WickWebSocket", "CCurl", collections]),
        library("WickFeed", ["WickMarket", "WickWebSocket", collections]),
        library("WickBinance", ["WickFeed", "WickMarket", "WickWebSocket"]),
        library("WickEngine", ["WickFeed", "WickStrategy", "WickRisk", "WickMarket", "CLinux", collections]),
        library(
            "WickCore",
            ["WickEngine", "WickFeed", "WickNetwork", "WickArchive", "WickMarket", "WickStrategy", "WickRisk"]),
        library(
            "WickSinks",
            ["WickCore", "WickEngine", "WickFeed", "WickMarket", "WickNetwork", "WickWebSocket", "CCurl", collections]),
        library("WickConfiguration", ["WickMarket", "WickStrategy", "WickRisk", "WickScreen", "CYAML"]),
        library("WickScreen", ["WickEngine", "WickFeed", "WickMarket", "WickStrategy", "WickRisk"]),
        library("WickTerminal", ["WickScreen", "WickEngine", "WickMarket", "CNcurses"]),
        library("WickSimulator", ["WickMarket", "WickArchive", heap, nioTLS] + nio),
        .executableTarget(
            name: "wick",
            dependencies: [
                "WickMarket", "WickArchive", "WickNetwork", "WickFeed", "WickBinance", "WickEngine", "WickCore",
                "WickConfiguration", "WickStrategy", "WickRisk", "WickScreen", "WickSinks", "WickTerminal",
                "WickSimulator", "CBuild", "CCurl", "CLinux", "CNcurses", "CYAML", "CZlib", argumentParser, logging,
            ],
            swiftSettings: strict,
            // This linker alone can write the addresses that a start has to correct as a bitmap: 1.5 MB less.
            linkerSettings: [.unsafeFlags(["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"])]),
        .executableTarget(
            name: "wick-bench",
            dependencies: [
                "WickMarket", "WickIndicators", "WickStrategy", "WickRisk", "WickArchive", "WickWebSocket",
                "WickNetwork",
                "WickFeed", "WickBinance", "WickEngine", "WickCore", "WickScreen", "WickSinks", "WickTerminal",
                "CAllocations",
                argumentParser,
            ],
            swiftSettings: strict),

        .target(name: "WickTestKit", dependencies: ["WickMarket"], path: "Tests/WickTestKit", swiftSettings: strict),
        .target(
            name: "WickScreenKit",
            dependencies: ["WickEngine", "WickFeed", "WickMarket", "WickRisk", "WickStrategy", "WickTestKit"],
            path: "Tests/WickScreenKit", swiftSettings: strict),
        .executableTarget(
            name: "WickTerminalProbe", dependencies: ["WickTerminal", "WickScreenKit", "WickEngine"],
            path: "Tests/WickTerminalProbe", swiftSettings: strict),
        .executableTarget(
            name: "wick-echo", dependencies: ["WickNetwork", "WickWebSocket"], path: "Tests/Conformance",
            swiftSettings: strict),
        tests("WickMarketTests", ["WickMarket"]),
        tests("WickIndicatorsTests", ["WickIndicators", "WickMarket"]),
        tests("WickStrategyTests", ["WickStrategy", "WickRisk", "WickMarket", "WickIndicators", "CZlib"]),
        tests("WickRiskTests", ["WickRisk", "WickMarket"]),
        tests("WickArchiveTests", ["WickArchive", "WickMarket", "CZlib"]),
        tests("WickWebSocketTests", ["WickWebSocket"]),
        tests("WickNetworkTests", ["WickNetwork", "WickWebSocket"]),
        tests(
            "WickFeedTests", ["WickFeed", "WickEngine", "WickMarket", "WickRisk", "WickStrategy", "WickWebSocket"]),
        tests("WickBinanceTests", ["WickBinance", "WickFeed", "WickMarket", "WickWebSocket", "CZlib"]),
        tests("WickEngineTests", ["WickEngine", "WickFeed", "WickMarket", "WickRisk", "WickStrategy"]),
        tests(
            "WickCoreTests",
            [
                "WickCore", "WickEngine", "WickFeed", "WickBinance", "WickNetwork", "WickWebSocket", "WickSimulator",
                "WickArchive", "WickMarket", "WickRisk", "WickStrategy",
            ]),
        tests(
            "WickSinksTests",
            [
                "WickSinks", "WickCore", "WickEngine", "WickFeed", "WickMarket", "WickNetwork", "WickRisk",
                "WickStrategy",
            ]),
        tests("ExamplesTests", ["WickStrategy", "WickFeed", "WickMarket", "WickWebSocket"]),
        tests("WickConfigurationTests", ["WickConfiguration", "WickMarket"], exclude: ["Fixtures"]),
        tests("EndToEndTests", ["wick", "WickMarket", "WickWebSocket"]),
        tests(
            "WickProgramTests",
            [
                "wick", "WickArchive", "WickBinance", "WickConfiguration", "WickCore", "WickEngine", "WickFeed",
                "WickMarket", "WickNetwork", "WickRisk", "WickSinks", "WickStrategy", "WickWebSocket", logging,
            ]),
        tests("WickBenchTests", ["wick-bench", "CAllocations"]),
        tests("WickTerminalTests", ["WickTerminal", "WickTerminalProbe"]),
        tests("WickSimulatorTests", ["WickSimulator", "WickArchive", "WickMarket"]),
        tests(
            "WickScreenTests",
            ["WickScreen", "WickScreenKit", "WickEngine", "WickFeed", "WickMarket", "WickRisk", "WickStrategy"],
            exclude: ["Expected"]),
    ]
)

// The fuzzers are built only on demand (`make fuzz`): they have no `main` of their own.
if Context.environment["WICK_FUZZ"] != nil {
    func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
        .executableTarget(
            name: name, dependencies: dependencies, path: "Tests/Fuzz/\(name)",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
    }
    package.targets += [
        fuzzer("WebSocketFuzz", ["WickWebSocket"]),
        fuzzer("ScannerFuzz", ["WickBinance", "WickFeed", "WickMarket"]),
        fuzzer("AnswerFuzz", ["WickBinance", "WickFeed", "WickMarket", "WickWebSocket"]),
        fuzzer("ArchiveFuzz", ["WickArchive", "CZlib"]),
        fuzzer("ConfigurationFuzz", ["WickConfiguration"]),
    ]
}
