import WickArchive

/// What there is to say at the end of a replay beside the candles.
struct ReplayReport {
    /// What is missing at the end, as after a crash, in words.
    var torn: String?
    /// The gaps in the recording.
    var gaps: [RecordingGap] = []
    /// Closed candles that came out otherwise than when it was recorded: 0 for the same version of this program.
    var differences = 0

    /// Each thing that there is to say, in words; nothing for a recording that is whole and gave what it gave then.
    var notes: [String] {
        var notes = gaps.map { gap in
            let length = "\(gap.length.wholeMilliseconds / 1000) s"
            return
                "the recording misses \(gap.events) events (\(gap.bytes) bytes) of \(length): the disk was full or slow; "
                + "from there on only its closed candles were played"
        }
        if let torn { notes.append(torn) }
        if differences > 0 {
            notes.append("\(differences) closed candles came out otherwise than when they were recorded")
        }
        return notes
    }
}

extension Duration {
    /// Whole milliseconds, rounded towards zero.
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return Int64(clamping: seconds.multipliedReportingOverflow(by: 1000).partialValue)
            + attoseconds / 1_000_000_000_000_000
    }
}
