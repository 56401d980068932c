//! An organization's looks in its messages: color, type, logo. One kit, kept with its settings.

use super::merge::Values;
use crate::coded;
use crate::ids::MediaId;
use serde::{Deserialize, Serialize};

coded! {
    /// The type of e-mails: what every mail program has.
    #[derive(Default)]
    pub enum BrandFont {
        #[default]
        Sans = "sans", "Sans serif";
        Serif = "serif", "Serif";
    }
}

/// The kit. Without one, messages look as Waypost's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Brand {
    /// Of buttons and links, such as `#0b5d4b`.
    pub color: String,
    pub font: BrandFont,
    pub logo: Option<MediaId>,
}

impl Default for Brand {
    fn default() -> Self {
        Self { color: "#0b5d4b".into(), font: BrandFont::Sans, logo: None }
    }
}

/// How it travels beside the organization's other values.
const COLOR: &str = "brand.color";
const FONT: &str = "brand.font";
const LOGO: &str = "brand.logo";
/// WCAG 2.2, 1.4.3: of normal text on its background.
const LEAST_CONTRAST: f32 = 4.5;

impl Brand {
    /// What is wrong with it, for people.
    pub fn problem(&self) -> Option<String> {
        let Some(color) = rgb(&self.color) else {
            return Some("Enter a color as # and six digits, such as #0b5d4b.".into());
        };
        let contrast = 1.05 / (luminance(color) + 0.05);
        (contrast < LEAST_CONTRAST).then(|| {
            format!("White words on this color have a contrast of {contrast:.1}; {LEAST_CONTRAST} are needed to be read. Choose a darker one.")
        })
    }

    /// Puts it beside the organization's values.
    pub fn add_to(&self, values: &mut Values) {
        values.insert(COLOR.into(), self.color.clone());
        values.insert(FONT.into(), self.font.code().into());
        values.insert(LOGO.into(), self.logo.map(|logo| logo.to_string()).unwrap_or_default());
    }

    /// Reads it back; what can't stand is Waypost's own.
    pub fn of(values: &Values) -> Self {
        let get = |key: &str| values.get(key).map_or("", String::as_str);
        let color = get(COLOR);
        let own = Self::default();
        Self {
            color: if rgb(color).is_some() { color.to_owned() } else { own.color },
            font: BrandFont::from_code(get(FONT)).unwrap_or_default(),
            logo: get(LOGO).parse().ok(),
        }
    }

    pub(super) const fn family(&self) -> &'static str {
        match self.font {
            BrandFont::Sans => super::frame::FONT,
            BrandFont::Serif => "font-family:Georgia,'Times New Roman',Times,serif;",
        }
    }
}

fn rgb(color: &str) -> Option<[u8; 3]> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// Relative luminance (WCAG 2.2).
fn luminance([red, green, blue]: [u8; 3]) -> f32 {
    let channel = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
}
