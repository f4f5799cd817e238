/// A line of text that is being typed.
struct Prompt: Equatable {
    /// Longer texts are not taken.
    static let lengthMax = 100

    /// What has been typed so far.
    private(set) var text: String
    /// What is wrong with what was entered last, in a sentence.
    private(set) var problem: String?

    /// A prompt that starts with this text.
    init(text: String = "") { self.text = text }

    /// Takes in a key: characters are added, Backspace takes one back, Ctrl-W a word, Ctrl-U all.
    /// - Returns: the whole text if it was entered.
    mutating func take(_ key: Key) -> String? {
        switch key {
        case .enter: return text
        case .character(let character): if text.count < Self.lengthMax { text.append(character) }
        case .backspace, .control("h"): _ = text.popLast()
        case .control("w"): dropWord()
        case .control("u"): text = ""
        default: return nil
        }
        problem = nil
        return nil
    }

    /// Says what is wrong with the text, which stays.
    mutating func refuse(_ problem: String) { self.problem = problem }

    private mutating func dropWord() {
        while text.last == " " { text.removeLast() }
        while let last = text.last, last != " " { text.removeLast() }
    }
}
