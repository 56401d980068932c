//! What kind of line a number is, and who said so.

use crate::coded;

coded! {
    /// What kind of line a telephone number is.
    pub enum LineType {
        Mobile = "mobile", "Mobile";
        Landline = "landline", "Landline";
        /// Internet telephony.
        Voip = "voip", "Internet phone";
        /// Such a number does not exist, or is out of service.
        Invalid = "invalid", "Not in service";
        /// The form is right, and nobody can say more.
        Unknown = "unknown", "Type unknown";
    }
}

impl LineType {
    /// What rules may ask for: a number of which nothing is known counts as a landline.
    pub const ASKED: [Self; 4] = [Self::Mobile, Self::Landline, Self::Voip, Self::Invalid];

    /// The type as rules see it: a mistake in favor of voicemail disturbs nobody, a text to a landline is lost.
    #[must_use]
    pub const fn counts_as(self) -> Self {
        match self {
            Self::Unknown => Self::Landline,
            Self::Mobile | Self::Landline | Self::Voip | Self::Invalid => self,
        }
    }

    /// The same of a number that may never have been looked up.
    #[must_use]
    pub fn of(known: Option<Self>) -> Self {
        known.unwrap_or(Self::Unknown).counts_as()
    }

    /// In the middle of a sentence.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Mobile => "a mobile phone",
            Self::Landline => "a landline, or a number of unknown type",
            Self::Voip => "an internet phone",
            Self::Invalid => "a number that is not in service",
            Self::Unknown => "a number of unknown type",
        }
    }
}

coded! {
    /// Who said what kind of line a number is.
    pub enum LookupProvider {
        Twilio = "twilio", "Twilio Lookup";
        Aws = "aws", "AWS End User Messaging";
        /// Nobody was asked: the form of the number says whether it can exist.
        Form = "form", "The number's form";
    }
}
