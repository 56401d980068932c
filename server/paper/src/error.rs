//! Why something can't be printed.

/// What is in the way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The font has no picture of this sign: a card with a hole in a name is not sent.
    #[error("“{0}” can't be printed: the font does not have it")]
    Sign(char),
    #[error("the picture can't be printed: {0}")]
    Picture(String),
    #[error("the pages can't be written: {0}")]
    Write(String),
}
