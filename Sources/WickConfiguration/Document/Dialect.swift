/// What a configuration file is written in.
enum Dialect {
    /// YAML 1.1, but one document, without tags and merge keys.
    case yaml
    /// JSON, read as the subset of YAML that it is.
    case json
}
