//! The languages that messages and public pages are written in.

use crate::coded;
use crate::time::Date;

coded! {
    /// A language we write in. Codes are BCP 47.
    #[derive(Default)]
    pub enum Language {
        #[default]
        English = "en", "English";
        Spanish = "es", "Spanish";
    }
}

impl Language {
    /// What it calls itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    /// The language that a BCP 47 tag such as `es-MX` asks for; `None` when we do not write it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == primary)
    }
}

impl Language {
    /// The date that previews show.
    pub fn sample_date(self) -> String {
        Date::new(2026, 12, 11).map(|date| self.date(date)).unwrap_or_default()
    }

    /// A date as it is written out at the head of a letter.
    pub fn date(self, date: Date) -> String {
        match self {
            Self::English => format!("{} {}, {}", date.month_name(), date.day(), date.year()),
            Self::Spanish => {
                let month = usize::try_from(date.month()).ok().and_then(|month| MESES.get(month - 1));
                format!("{} de {} de {}", date.day(), month.copied().unwrap_or_default(), date.year())
            }
        }
    }
}

const MESES: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
