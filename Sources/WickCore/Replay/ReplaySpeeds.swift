/// The speeds that keys lead through.
enum ReplaySpeeds {
    private static let all: [Double] = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 10_000]

    /// The next speed up; `nil`, as fast as it goes, is the highest.
    static func above(_ speed: Double?) -> Double? {
        guard let speed else { return nil }
        return all.first { $0 > speed }
    }

    /// The next speed down; the lowest stays.
    static func below(_ speed: Double?) -> Double? {
        guard let speed else { return all.last }
        return all.last { $0 < speed } ?? all[0]
    }
}
