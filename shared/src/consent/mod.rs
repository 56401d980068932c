//! Consent and the send gate: whether one message may go to one address now, and if not, why not or when.

mod forecast;
mod gate;
mod kinds;
mod leaving;
mod quiet_hours;
mod rules;
mod wishes;
mod words;

pub use crate::email_address::{EmailAddress, InvalidAddress, masked};
pub use forecast::SendForecast;
pub use gate::{Decision, PatientState, Refusal, SendFacts, may_send};
pub use kinds::{Channel, ConsentStatus, Model, Purpose, Topic};
pub use leaving::leaves;
#[cfg(feature = "zones")]
pub use quiet_hours::Zone;
pub use quiet_hours::{LocalTime, QuietHours, UtcOffset};
pub use rules::{FrequencyCap, SendingRules};
pub use wishes::Wishes;
