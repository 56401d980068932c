//! Channels and purposes in the languages of public pages.

use super::{Channel, Purpose};
use crate::language::Language;

impl Channel {
    pub const fn label_in(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, Self::Email) => "E-mail",
            (Language::English, Self::Sms) => "Text message",
            (Language::English, Self::Voice) => "Phone call",
            (Language::English, Self::Post) => "Postal mail",
            (Language::Spanish, Self::Email) => "Correo electrónico",
            (Language::Spanish, Self::Sms) => "Mensaje de texto",
            (Language::Spanish, Self::Voice) => "Llamada telefónica",
            (Language::Spanish, Self::Post) => "Correo postal",
        }
    }
}

impl Purpose {
    pub const fn label_in(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, Self::Treatment) => "Treatment and care",
            (Language::English, Self::Event) => "Health events",
            (Language::English, Self::Marketing) => "Marketing",
            (Language::English, Self::Survey) => "Surveys",
            (Language::English, Self::Transactional) => "Answers to a request",
            (Language::Spanish, Self::Treatment) => "Tratamiento y atención",
            (Language::Spanish, Self::Event) => "Eventos de salud",
            (Language::Spanish, Self::Marketing) => "Promociones",
            (Language::Spanish, Self::Survey) => "Encuestas",
            (Language::Spanish, Self::Transactional) => "Respuestas a una solicitud",
        }
    }

    /// What the preference page says about it.
    pub const fn explanation_in(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, _) => self.explanation(),
            (Language::Spanish, Self::Treatment) => "Recordatorios de citas, chequeos y vacunas que le corresponden.",
            (Language::Spanish, Self::Event) => "Invitaciones a charlas, clases y pruebas, y novedades sobre ellas.",
            (Language::Spanish, Self::Marketing) => "Novedades sobre nuestros servicios y programas.",
            (Language::Spanish, Self::Survey) => "Preguntas breves sobre cómo le atendimos.",
            (Language::Spanish, Self::Transactional) => "Confirmaciones y enlaces que usted pidió.",
        }
    }
}
