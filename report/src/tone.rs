//! What a piece of content says, by which the outline and the charts choose colours.

/// What a piece of content says about the assessment. Decides colours; never the only sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// Secondary text.
    Quiet,
    /// Something to follow or to notice.
    Accent,
    /// Implemented; conforms.
    Pass,
    /// Fails; does not conform.
    Fail,
    /// Partial; attention.
    Partial,
    /// Not applicable.
    NotApplicable,
    /// Not tested; not yet determined.
    Open,
}
