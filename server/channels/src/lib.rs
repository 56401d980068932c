//! Adapters to the outside world.

/// Placeholder type until the messages area lands its mailer.
#[derive(Debug, Clone, Default)]
pub struct Mailer;
