//! Ways in which somebody can be reached.

use crate::coded;
use crate::consent::Channel;

coded! {
    /// FHIR `ContactPoint.system`, as far as we send. The label stands in the middle of a sentence.
    pub enum ContactSystem {
        Email = "email", "e-mail";
        Phone = "phone", "telephone";
        Sms = "sms", "text message";
    }
}

impl ContactSystem {
    /// Whose addresses a message of this channel goes to. Letters go to none of them.
    pub const fn of_channel(channel: Channel) -> &'static [Self] {
        match channel {
            Channel::Email => &[Self::Email],
            Channel::Sms => &[Self::Phone, Self::Sms],
            Channel::Voice => &[Self::Phone],
            Channel::Post => &[],
        }
    }
}
