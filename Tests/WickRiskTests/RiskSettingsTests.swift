import Testing
import WickMarket
import WickRisk

struct RiskSettingsTests {
    @Test("has the keys of risk.json with their defaults")
    func defaults() {
        #expect(
            RiskSettings.table.definitions.map { "\($0.name) \($0.defaultValue)" } == [
                "base_account_size 10000", "default_risk_per_trade 0.01", "max_exposure 0.2", "default_slippage 0.001",
                "default_sl_atr_mult 1.5", "default_tp_atr_mult 3", "min_position_size_usd 10", "fee_rate 0.001",
                "min_reward_to_cost null",
            ])
        #expect(RiskSettings.table.settings(from: [:]).settings == RiskSettings())
    }

    @Test("each key sets a property of its own, to a value that its range allows")
    func keysAct() {
        for definition in RiskSettings.table.definitions {
            #expect(definition.allows(definition.defaultValue))
            let (settings, mistakes) = RiskSettings.table.settings(from: [definition.name: .number(0.25)])
            #expect(mistakes.isEmpty)
            let values = RiskSettings.table.values(of: settings)
            for other in RiskSettings.table.definitions {
                #expect(values[other.name] == (other.name == definition.name ? .number(0.25) : other.defaultValue))
            }
        }
    }

    @Test("max_exposure and min_reward_to_cost may be null, the others not")
    func null() {
        let refused = RiskSettings.table.definitions.map(\.name).filter {
            !RiskSettings.table.settings(from: [$0: .null]).mistakes.isEmpty
        }
        #expect(refused.count == 7)
        #expect(RiskSettings.table.settings(from: ["max_exposure": .null]).settings.maxExposure == nil)
    }
}
