//! What somebody means who answers a text message, and what is answered (CTIA Messaging Principles 5.1.3; 47 CFR 64.1200(a)(10)).

use crate::coded;

coded! {
    /// What an inbound message asks for.
    pub enum Inbound {
        Stop = "stop", "Opted out";
        Start = "start", "Opted in again";
        Help = "help", "Asked for help";
        /// Anything else, for a person to read.
        Free = "free", "Wrote";
    }
}

/// What was understood, and whether it was said in Spanish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    pub meaning: Inbound,
    pub spanish: bool,
}

const STOP: &[&str] =
    &["STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "OPT OUT", "REMOVE"];
const STOP_SPANISH: &[&str] = &[
    "ALTO",
    "PARAR",
    "PARE",
    "PARA",
    "BASTA",
    "BAJA",
    "DAR DE BAJA",
    "CANCELAR",
    "DETENER",
    "TERMINAR",
    "NO MAS",
    "SALIR",
];
const START: &[&str] = &["START", "UNSTOP", "SUBSCRIBE", "RESUME"];
const START_SPANISH: &[&str] = &["INICIAR", "INICIO", "COMENZAR", "EMPEZAR", "ALTA", "SUSCRIBIR", "REANUDAR"];
const HELP: &[&str] = &["HELP", "INFO"];
const HELP_SPANISH: &[&str] = &["AYUDA", "INFORMACION"];
/// Anywhere in a message: any reasonable words revoke consent.
const STOP_PHRASES: &[&str] = &[
    "STOP TEXTING",
    "STOP MESSAGING",
    "STOP SENDING",
    "PLEASE STOP",
    "STOP PLEASE",
    "OPT OUT",
    "OPT ME OUT",
    "UNSUBSCRIBE",
    "REMOVE ME",
    "TAKE ME OFF",
    "NO MORE TEXTS",
    "NO MORE MESSAGES",
    "DO NOT TEXT",
    "DONT TEXT",
    "QUIT TEXTING",
    "STOP CONTACTING",
];
const STOP_PHRASES_SPANISH: &[&str] = &[
    "NO MAS MENSAJES",
    "DEJEN DE",
    "DEJE DE",
    "NO ME ESCRIBAN",
    "NO ME MANDEN",
    "NO ME ENVIEN",
    "QUITENME",
    "BORRENME",
    "POR FAVOR PAREN",
];

/// Reads an answer.
pub fn meaning(text: &str) -> Answered {
    let words = tidy(text);
    let is = |list: &[&str]| list.contains(&words.as_str());
    let padded = format!(" {words} ");
    let says = |list: &[&str]| list.iter().any(|phrase| padded.contains(&format!(" {phrase} ")));
    let answered = |meaning, spanish| Answered { meaning, spanish };
    if is(STOP) || says(STOP_PHRASES) {
        answered(Inbound::Stop, false)
    } else if is(STOP_SPANISH) || says(STOP_PHRASES_SPANISH) {
        answered(Inbound::Stop, true)
    } else if is(START) {
        answered(Inbound::Start, false)
    } else if is(START_SPANISH) {
        answered(Inbound::Start, true)
    } else if is(HELP) {
        answered(Inbound::Help, false)
    } else if is(HELP_SPANISH) {
        answered(Inbound::Help, true)
    } else {
        answered(Inbound::Free, false)
    }
}

/// Words in capitals without accents, one space between them, nothing but letters and digits.
fn tidy(text: &str) -> String {
    let plain = |sign: char| match sign {
        'Á' => 'A',
        'É' => 'E',
        'Í' => 'I',
        'Ó' => 'O',
        'Ú' | 'Ü' => 'U',
        other => other,
    };
    let letters: String = text
        .to_uppercase()
        .chars()
        .filter(|sign| !matches!(sign, '\'' | '\u{2019}'))
        .map(|sign| if sign.is_alphanumeric() { plain(sign) } else { ' ' })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is answered; `None` when nothing is. `already` is whether it changes nothing: one confirmation, then silence.
pub fn answer_to(answered: Answered, organization: &str, phone: &str, already: bool) -> Option<String> {
    let Answered { meaning, spanish } = answered;
    let call = match (phone.trim(), spanish) {
        ("", false) => "call us".to_owned(),
        ("", true) => "llámenos".to_owned(),
        (phone, false) => format!("call {phone}"),
        (phone, true) => format!("llame al {phone}"),
    };
    match (meaning, spanish) {
        (Inbound::Free, _) => None,
        (Inbound::Stop | Inbound::Start, _) if already => None,
        (Inbound::Stop, false) => {
            Some(format!("{organization}: You will get no more texts from us. Reply START to get them again."))
        }
        (Inbound::Stop, true) => Some(format!(
            "{organization}: No recibirá más mensajes de texto. Responda INICIAR para volver a recibirlos."
        )),
        (Inbound::Start, false) => Some(format!(
            "{organization}: You will get our texts about your care and events again. Reply HELP for help, STOP to opt out."
        )),
        (Inbound::Start, true) => Some(format!(
            "{organization}: Volverá a recibir mensajes sobre su atención y nuestros eventos. Responda AYUDA para ayuda, ALTO para cancelar."
        )),
        (Inbound::Help, false) => {
            Some(format!("{organization}: For help {call}. Message and data rates may apply. Reply STOP to opt out."))
        }
        (Inbound::Help, true) => Some(format!(
            "{organization}: Para ayuda {call}. Pueden aplicarse tarifas de mensajes y datos. Responda ALTO para cancelar."
        )),
    }
}
