import Foundation
import Testing
import WickTestKit

extension EndToEnd {
    /// `wick replay` over recorded files.
    @Suite(.enabled(if: SharedData.isPresent, "no recorded data in ../shared"))
    struct ReplayTests {
        @Test("gives the reference week's signals exactly, and every candle once")
        func referenceWeek() async throws {
            let workplace = try Workplace()
            let files = Recorded.files(days: Recorded.week)
            let replay = try await Wick.run(
                ["replay", "--headless", "--format", "jsonl"] + files, in: workplace)
            #expect(replay.end == .exited(0))
            #expect(replay.errors == "")

            let candles = try OutputRecord.of("candle", in: replay.lines)
            for symbol in Recorded.symbols {
                let times = candles.filter { $0.symbol == symbol }.map(\.openTime)
                let start: Int64 = 1_709_510_400_000
                #expect(times == (0..<7 * 1440).map { start + $0 * 60_000 }, "\(symbol)")
            }

            let signals = try OutputRecord.of("signal", in: replay.lines).sorted { $0.place < $1.place }
            let expected = try Recorded.referenceSignals().sorted { $0.place < $1.place }
            try #require(expected.count == 222)
            try #require(signals.map(\.place) == expected.map(\.place))
            for (signal, reference) in zip(signals, expected) {
                for (name, number) in reference.numbers {
                    let found = try #require(signal.numbers[name], "\(name) of \(signal.place)")
                    #expect(abs(found - number) <= 1e-9 * abs(number), "\(name) of \(signal.place)")
                }
            }
        }

        @Test("takes a folder as it takes its files")
        func folder() async throws {
            let workplace = try Workplace()
            let folder = "\(workplace.path)/recorded"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            let files = Recorded.files(days: ["2024-03-05"])
            for file in files {
                let name = URL(filePath: file).lastPathComponent
                try FileManager.default.createSymbolicLink(
                    atPath: "\(folder)/\(name)", withDestinationPath: file)
            }
            let words = ["replay", "--headless", "--format", "jsonl"]
            let (byFolder, byFiles) = (
                try await Wick.run(words + [folder], in: workplace), try await Wick.run(words + files, in: workplace)
            )
            #expect(byFolder.end == .exited(0))
            #expect(byFolder.lines.count > 3 * 1440)
            #expect(byFolder.lines == byFiles.lines)
        }
    }
}
