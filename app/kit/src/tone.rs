//! What a badge, notice or toast means, apart from its words.

/// The meaning of a coloured thing. Each has its colours and its icon, so that it is never told by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing to it: a draft, something ended.
    #[default]
    Neutral,
    /// Running, done, delivered.
    Good,
    /// Look here: somebody should decide.
    Look,
    /// In between: scheduled, waiting.
    Wait,
    /// Failed, refused, destructive.
    Danger,
    Info,
}

impl Tone {
    /// The end of a class name: `badge-good`, `notice-good`, `toast-good`.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Good => "good",
            Self::Look => "look",
            Self::Wait => "wait",
            Self::Danger => "danger",
            Self::Info => "info",
        }
    }

    pub const fn icon(self) -> &'static str {
        match self {
            Self::Neutral | Self::Info => "info",
            Self::Good => "circle-check",
            Self::Look => "triangle-alert",
            Self::Wait => "clock",
            Self::Danger => "circle-alert",
        }
    }
}
