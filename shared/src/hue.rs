//! The colors by which kinds of things are told apart on the screen.

use strum::IntoStaticStr;

/// What a tile, an icon or a line of a list is about. Its class sets `--kind` and `--kind-soft` for what is inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, IntoStaticStr)]
pub enum Hue {
    /// Where people come in: segments, triggers.
    #[strum(serialize = "kind-entry")]
    Entry,
    #[strum(serialize = "kind-message")]
    Message,
    #[strum(serialize = "kind-wait")]
    Wait,
    #[strum(serialize = "kind-branch")]
    Branch,
    /// Goals and events.
    #[strum(serialize = "kind-goal")]
    Goal,
    #[strum(serialize = "kind-exit")]
    Exit,
    #[strum(serialize = "kind-look")]
    Look,
    #[default]
    #[strum(serialize = "kind-ours")]
    Ours,
}

impl Hue {
    /// The class in style sheets.
    pub fn class(self) -> &'static str {
        self.into()
    }
}
