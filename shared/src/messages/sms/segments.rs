//! How many segments a text message is cut into, which is what carriers charge for (3GPP TS 23.038, TS 23.040).

/// How the signs are written on the air.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// The short alphabet: 160 signs in one message, 153 in each of several.
    Gsm7,
    /// Everything else: 70 signs in one message, 67 in each of several.
    Ucs2,
}

impl Encoding {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM-7",
            Self::Ucs2 => "UCS-2",
        }
    }

    /// Units in a message that is sent alone, and in each of several: a header takes the rest.
    const fn room(self) -> (usize, usize) {
        match self {
            Self::Gsm7 => (160, 153),
            Self::Ucs2 => (70, 67),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentCount {
    pub encoding: Encoding,
    /// Septets in GSM-7, 16-bit units in UCS-2.
    pub units: usize,
    pub segments: usize,
    /// Units that still fit into the last segment.
    pub left: usize,
    /// The signs that are not in the short alphabet, each once.
    pub foreign: Vec<char>,
}

/// The basic alphabet but for letters and digits (TS 23.038, 6.2.1).
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
/// Signs that take an escape and so two septets (6.2.1.1).
const EXTENSION: &str = "^{}\\[~]|€\u{c}";

/// Septets that the sign takes; `None` when it is not in the alphabet.
fn septets(sign: char) -> Option<usize> {
    if sign.is_ascii_alphanumeric() || BASIC.contains(sign) {
        Some(1)
    } else if EXTENSION.contains(sign) {
        Some(2)
    } else {
        None
    }
}

/// Counts the segments of a text as it leaves, with its merge fields filled. No sign is cut in two.
pub fn count_segments(text: &str) -> SegmentCount {
    let mut foreign: Vec<char> = Vec::new();
    for sign in text.chars().filter(|sign| septets(*sign).is_none()) {
        if !foreign.contains(&sign) {
            foreign.push(sign);
        }
    }
    let encoding = if foreign.is_empty() { Encoding::Gsm7 } else { Encoding::Ucs2 };
    let widths: Vec<usize> = text
        .chars()
        .map(|sign| match encoding {
            Encoding::Gsm7 => septets(sign).unwrap_or(1),
            Encoding::Ucs2 => sign.len_utf16(),
        })
        .collect();
    let units = widths.iter().sum();
    let (alone, each) = encoding.room();
    if units <= alone {
        let segments = usize::from(units > 0);
        return SegmentCount { encoding, units, segments, left: alone - units, foreign };
    }
    let (mut segments, mut used) = (1, 0);
    for width in widths {
        if used + width > each {
            segments += 1;
            used = 0;
        }
        used += width;
    }
    SegmentCount { encoding, units, segments, left: each - used, foreign }
}
