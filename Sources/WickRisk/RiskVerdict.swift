/// What the risk engine makes of a decision.
public enum RiskVerdict: Equatable, Sendable {
    /// There was no signal.
    case noSignal
    /// The signal, sized.
    case plan(Plan)
    /// Why the signal gets no plan.
    case refused(Refusal)
}
