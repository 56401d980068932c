//! The kinds of background work. Each has a task of its own in the worker, so that none waits for another.

use crate::{EngineError, Services};
use shared::consent::Channel;
use store::boxed;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Forecasts of vaccines, which segments ask for.
    Vaccines,
    Segments,
    Events,
    Journeys,
    /// Programs: figures, visits, reports.
    Outreach,
    /// Imports of prospect lists, and their end.
    Prospects,
    /// Asking what kind of line numbers are.
    Numbers,
    /// Sending through one channel: a mail server that does not answer keeps no text message waiting.
    Outbox(Channel),
}

impl Area {
    /// In the order in which one area's outcome is the next one's input.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Prospects, Self::Numbers, Self::Vaccines, Self::Segments, Self::Events, Self::Journeys, Self::Outreach]
            .into_iter()
            .chain(Channel::ALL.map(Self::Outbox))
    }

    /// Its name in logs and metrics.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vaccines => "vaccines",
            Self::Segments => "segments",
            Self::Events => "events",
            Self::Journeys => "journeys",
            Self::Outreach => "outreach",
            Self::Prospects => "prospects",
            Self::Numbers => "numbers",
            Self::Outbox(Channel::Email) => "outbox-email",
            Self::Outbox(Channel::Sms) => "outbox-sms",
            Self::Outbox(Channel::Voice) => "outbox-voice",
            Self::Outbox(Channel::Post) => "outbox-post",
        }
    }

    /// Does what is due now; returns how many things were done. Safe in several processes at once, and after a crash.
    ///
    /// # Errors
    /// When the database refuses; a later round does the rest.
    #[boxed]
    pub async fn round(self, services: &Services) -> Result<usize, EngineError> {
        match self {
            Self::Vaccines => Ok(store::vaccines::round(&services.db, services.now()).await?),
            Self::Segments => crate::segments::round(services).await,
            Self::Events => crate::events::round(services).await,
            Self::Journeys => crate::journeys::round(services).await,
            Self::Outreach => crate::outreach::round(services).await,
            Self::Prospects => crate::prospects::round(services).await,
            Self::Numbers => crate::numbers::round(services).await,
            Self::Outbox(channel) => crate::outbox::round_of(services, channel).await,
        }
    }
}
