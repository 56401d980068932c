//! When a change on the preference page is an unsubscribing from the message whose link led there.

use super::{ConsentStatus, Model, Purpose};

impl Purpose {
    /// Whether messages for this purpose are sent, going by the last word about it.
    pub fn wanted(self, word: Option<ConsentStatus>) -> bool {
        word.map_or(self.model() != Model::OptIn, |word| word == ConsentStatus::Granted)
    }
}

/// Whether who changed what they want from `before` to `after` left because of a message about `about`: its own purpose
/// was given up, or everything was. What was refused already can't be left again.
pub fn leaves(about: Purpose, before: &[(Purpose, bool)], after: &[(Purpose, bool)]) -> bool {
    let given_up = |(purpose, wanted): &(Purpose, bool)| !wanted && before.contains(&(*purpose, true));
    let everything = after.iter().all(|(_, wanted)| !wanted);
    after.iter().any(|choice| given_up(choice) && (everything || choice.0 == about))
}
