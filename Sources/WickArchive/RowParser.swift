import WickMarket

/// Turns the lines of one kline file into records. The columns are data.binance.vision's, in their order.
struct RowParser {
    private static let columnNames = [
        "open_time", "open", "high", "low", "close", "volume",
        "close_time", "quote_volume", "trades", "taker_buy_volume", "taker_buy_quote_volume", "ignore",
    ]
    private static let comma = UInt8(ascii: ",")

    private let timeframe: Timeframe
    private let span: Int64
    /// How many columns the rows have, 6 or 12; `nil` before the first line.
    private var columns: Int?

    init(timeframe: Timeframe) {
        self.timeframe = timeframe
        span = timeframe.milliseconds
    }

    /// The record in the line `[start, end)`.
    mutating func parse(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) throws(RowFlaw) -> KlineRecord {
        let columns = try columns(of: start, end)
        let surplus = RowFlaw.columns(found: columns + 1, expected: columns)
        var row = Fields(at: start, end: end)
        do throws(RowFlaw) {
            let openTime = try row.time(0, mustBeWhole: true)
            let (open, high) = (try row.decimal(1), try row.decimal(2))
            let (low, close) = (try row.decimal(3), try row.decimal(4))
            let volume = try row.decimal(5)
            var candle = Candle(openTime: openTime, open: open, high: high, low: low, close: close, volume: volume)
            if columns == 6 {
                guard row.isAtEnd else { throw surplus }
                let last = Timestamp(milliseconds: openTime.milliseconds &+ (span - 1))
                return KlineRecord(candle: try checked(candle), closeTime: last)
            }
            let closeTime = try row.time(6, mustBeWhole: false)
            let quoteVolume = try row.decimal(7)
            candle.trades = try row.count(8)
            let (takerBuyVolume, takerBuyQuoteVolume) = (try row.decimal(9), try row.decimal(10))
            row.skip()
            guard row.isAtEnd else { throw surplus }
            guard closeTime >= openTime, closeTime.milliseconds - openTime.milliseconds < span else {
                throw .closeTimeOutside(openTime: openTime, closeTime: closeTime)
            }
            guard quoteVolume >= 0, takerBuyVolume >= 0, takerBuyQuoteVolume >= 0 else {
                throw .candle(.negativeVolume)
            }
            return KlineRecord(
                candle: try checked(candle), closeTime: closeTime, quoteVolume: quoteVolume,
                takerBuyVolume: takerBuyVolume, takerBuyQuoteVolume: takerBuyQuoteVolume)
        } catch {
            // A missing or surplus comma makes a field wrong: say that first.
            let found = Self.columnCount(start, end)
            throw found == columns ? error : .columns(found: found, expected: columns)
        }
    }

    /// Checks the column names of a header line.
    mutating func readHeader(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) throws(RowFlaw) {
        let text = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self).lowercased()
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.filter { $0.isLetter || $0.isNumber }
        }
        let rest = names.dropFirst().prefix(5)
        guard ["opentime", "timestamp", "time", "date"].contains(names[0]),
            rest.elementsEqual(Self.columnNames[1...5]), names.count == 6 || names.count == 12
        else { throw .header(text: printable(UnsafeBufferPointer(start: start, count: end - start))) }
        columns = names.count
    }

    /// How many columns the rows have: as the lines before, else as this line.
    private mutating func columns(
        of start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) throws(RowFlaw) -> Int {
        if let columns { return columns }
        let found = Self.columnCount(start, end)
        guard found == 6 || found == 12 else { throw .columns(found: found, expected: nil) }
        columns = found
        return found
    }

    private static func columnCount(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int {
        UnsafeBufferPointer(start: start, count: end - start).count { $0 == comma } + 1
    }

    private func checked(_ candle: Candle) throws(RowFlaw) -> Candle {
        if let flaw = candle.flaw(in: timeframe) { throw .candle(flaw) }
        return candle
    }
}

extension RowParser {
    /// Walks along a line, field by field.
    private struct Fields {
        /// The start of the next field; one byte behind `end` once all are read.
        private var at: UnsafePointer<UInt8>
        private let end: UnsafePointer<UInt8>

        init(at: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) { (self.at, self.end) = (at, end) }

        /// Whether exactly all fields are read.
        var isAtEnd: Bool { at == end + 1 }

        /// The end of the field that starts at `at`, found eight bytes at a time.
        @inline(__always)
        private func fieldEnd() -> UnsafePointer<UInt8> {
            var fieldEnd = at
            while end - fieldEnd >= 8 {
                let bytes = UInt64(littleEndian: UnsafeRawPointer(fieldEnd).loadUnaligned(as: UInt64.self))
                let zeroed = bytes ^ 0x2C2C_2C2C_2C2C_2C2C  // a comma becomes 0
                let marks = (zeroed &- 0x0101_0101_0101_0101) & ~zeroed & 0x8080_8080_8080_8080
                if marks != 0 { return fieldEnd + marks.trailingZeroBitCount / 8 }
                fieldEnd += 8
            }
            while fieldEnd < end, fieldEnd.pointee != RowParser.comma { fieldEnd += 1 }
            return fieldEnd
        }

        mutating func skip() { at = fieldEnd() + 1 }

        @inline(__always)
        mutating func decimal(_ column: Int) throws(RowFlaw) -> Double {
            let fieldEnd = fieldEnd()
            guard let value = DecimalText.parse(at, fieldEnd) else {
                throw .notANumber(column: RowParser.columnNames[column], text: text(to: fieldEnd))
            }
            at = fieldEnd + 1
            return value
        }

        mutating func count(_ column: Int) throws(RowFlaw) -> Int64 {
            let fieldEnd = fieldEnd()
            guard let value = DecimalText.parseWhole(at, fieldEnd) else {
                throw .notACount(column: RowParser.columnNames[column], text: text(to: fieldEnd))
            }
            at = fieldEnd + 1
            return value
        }

        /// A time in milliseconds or microseconds: which of the two, its magnitude says. Both are taken from 1973-03-03
        /// to 5138-11-16 (12 to 14 digits and 15 to 17), where they cannot be confused.
        /// - Parameter mustBeWhole: whether a part of a millisecond makes it no time for this column.
        @inline(__always)
        mutating func time(_ column: Int, mustBeWhole: Bool) throws(RowFlaw) -> Timestamp {
            let fieldEnd = fieldEnd()
            switch DecimalText.parseWhole(at, fieldEnd) {
            case let milliseconds? where (100_000_000_000..<100_000_000_000_000).contains(milliseconds):
                at = fieldEnd + 1
                return Timestamp(milliseconds: milliseconds)
            case let microseconds? where (100_000_000_000_000..<100_000_000_000_000_000).contains(microseconds):
                if mustBeWhole, microseconds % 1000 != 0 { throw .candle(.offGrid) }
                at = fieldEnd + 1
                return Timestamp(milliseconds: microseconds / 1000)
            default:
                throw .notATime(column: RowParser.columnNames[column], text: text(to: fieldEnd))
            }
        }

        @inline(never)
        private func text(to fieldEnd: UnsafePointer<UInt8>) -> String {
            // A line that has ended has no such field; the caller says so by its number of columns.
            fieldEnd < at ? "" : printable(UnsafeBufferPointer(start: at, count: fieldEnd - at), charactersMax: 30)
        }
    }
}
