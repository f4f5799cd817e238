import WickMarket

// What an exchange has forbidden for a time, before this start and since.
extension Feed {
    /// Obeys what was said before this start: to be called before ``start(now:)``.
    public mutating func obey(_ bans: [Ban], now: ContinuousClock.Instant) {
        guard let present = wallTime(at: now) else { return }
        for ban in bans where ban.until > present {
            let end = now + min(.milliseconds(ban.until.milliseconds(since: present)), Ban.longest)
            let isOfRequests = ban.host == Ban.host(of: exchange.restURL)
            let isOfStreams = ban.host == Ban.host(of: exchange.streamURL)
            guard isOfRequests || isOfStreams else { continue }
            let words = ban.words(now: present)
            if isOfRequests {
                requests.block(until: end)
                requestTrouble = words
            }
            if isOfStreams {
                blockConnects(until: end)
                banWords = words
            }
            notice(.warning, words)
        }
    }

    /// Notes that these addresses are forbidden for so long, and gives that in words; `nil` where no wall clock is known.
    mutating func noteBan(
        of urls: [String], _ failure: ExchangeFailure, for pause: Duration, now: ContinuousClock.Instant
    ) -> String? {
        guard let present = wallTime(at: now) else { return nil }
        let until = present.advanced(byMilliseconds: min(pause, Ban.longest).inMilliseconds)
        var words: String?
        for host in Set(urls.map(Ban.host)).sorted() where !host.isEmpty {
            let ban = Ban(host: host, until: until, status: failure.status, reason: "\(failure)")
            words = words ?? ban.words(now: present)
            events.append(.banned(ban))
        }
        return words
    }

    /// This machine's clock at a moment, as far as it was told when the feed was made.
    private func wallTime(at moment: ContinuousClock.Instant) -> Timestamp? {
        wallClock?.advanced(byMilliseconds: madeAt.duration(to: moment).inMilliseconds)
    }
}
