/// A course of values in one line.
enum Sparkline {
    /// The newest values, one a cell, from the lowest at the bottom to the highest at the top.
    static func text(_ values: [Double], width: Int) -> StyledText {
        let shown = values.suffix(max(0, width)).filter(\.isFinite)
        guard width >= 8, let low = shown.min(), let high = shown.max(), let first = shown.first, let last = shown.last
        else { return StyledText() }
        let levels = shown.map { value in
            let place = (value - low) / (high - low) * Double(bars.count)
            return place.isFinite ? bars[min(bars.count - 1, Int(place))] : bars[bars.count / 2]
        }
        return StyledText(String(levels), IndicatorText.role(ofChange: last - first))
    }

    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
}
