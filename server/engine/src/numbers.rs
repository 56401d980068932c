//! Number look-up: numbers of lists whose program is live, or of which somebody asked for it, a few at a time.

use crate::{EngineError, Services};
use channels::SendError;
use futures::future::join_all;
use shared::outreach::lookup::LineType;
use shared::time::{Millis, UtcMillis};
use std::time::Duration;
use store::addresses;
use store::outreach::lookup::{self, Answer, Asked, Terms};
use tokio::time::Instant;

/// Numbers of a round where no rate is set.
const AT_ONCE: usize = 50;
/// Questions that are out at the same time.
const SIDE_BY_SIDE: usize = 4;
/// When a number is asked about again whose question came to nothing.
const AGAIN: Millis = Millis::minutes(15);

/// On which terms numbers are looked up here.
pub fn terms(services: &Services) -> Terms {
    let lookups = &services.lookups;
    Terms { provider: lookups.provider(), cost_micros: lookups.cost_micros, months: lookups.months }
}

pub async fn round(services: &Services) -> Result<usize, EngineError> {
    let (terms, rate) = (terms(services), services.lookups.rate);
    let limit = if rate == 0 { AT_ONCE } else { rate as usize };
    let began = Instant::now();
    let asked = lookup::claim(&services.db, services.now(), &terms, limit).await?;
    let count = asked.len();
    let Some(provider) = services.lookups.asked() else {
        for asked in &asked {
            lookup::keep(&services.db, services.now(), &terms, asked, &by_form(&asked.number)).await?;
        }
        return Ok(count);
    };
    for few in asked.chunks(SIDE_BY_SIDE) {
        let answers = join_all(few.iter().map(|asked| provider.look_up(&asked.number))).await;
        for (asked, answer) in few.iter().zip(answers) {
            keep(services, &terms, asked, answer).await?;
        }
    }
    if rate > 0 && count >= limit {
        // The next second's numbers wait for the next second.
        tokio::time::sleep_until(began + Duration::from_secs(1)).await;
    }
    Ok(count)
}

async fn keep(
    services: &Services,
    terms: &Terms,
    asked: &Asked,
    answer: Result<channels::LookedUp, SendError>,
) -> Result<(), EngineError> {
    let now: UtcMillis = services.now();
    match answer {
        Ok(said) => {
            let answer =
                Answer { line: said.line, carrier: said.carrier, country: said.country, charged: said.charged };
            lookup::keep(&services.db, now, terms, asked, &answer).await?;
        }
        // Refused for good: nobody will say more of this number.
        Err(SendError::Permanent { .. }) => {
            let unknown = Answer { line: LineType::Unknown, ..by_form(&asked.number) };
            lookup::keep(&services.db, now, terms, asked, &unknown).await?;
        }
        Err(error @ (SendError::Unreachable(_) | SendError::Temporary(_) | SendError::Unknown(_))) => {
            // The provider's words may repeat the number.
            let why = match error {
                SendError::Unreachable(_) => "the provider can't be reached, or refuses our access",
                SendError::Temporary(_) => "the provider asks to wait",
                SendError::Unknown(_) | SendError::Permanent { .. } => "the provider did not answer",
            };
            tracing::warn!(why, "a number could not be looked up and will be asked about again");
            lookup::put_off(&services.db, asked, now + AGAIN).await?;
        }
    }
    Ok(())
}

/// What the form of a number says: whether it can exist, and where.
fn by_form(number: &str) -> Answer {
    let country = addresses::country_of(number);
    let line = if country.is_some() { LineType::Unknown } else { LineType::Invalid };
    Answer { line, carrier: String::new(), country: country.unwrap_or_default(), charged: false }
}
