//! The font that everything is set in (Inter), in two weights, with its shaping.

use crate::PaperError;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::UnicodeBuffer;
use std::sync::LazyLock;

static REGULAR: &[u8] = include_bytes!("../fonts/Inter-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/Inter-Bold.ttf");

/// A weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

struct Loaded {
    face: rustybuzz::Face<'static>,
    font: Font,
}

fn load(bytes: &'static [u8]) -> Loaded {
    let face = rustybuzz::Face::from_slice(bytes, 0).expect("the font that is compiled in");
    let font = Font::new(bytes.to_vec().into(), 0).expect("the font that is compiled in");
    Loaded { face, font }
}

static LOADED: LazyLock<[Loaded; 2]> = LazyLock::new(|| [load(REGULAR), load(BOLD)]);

impl Weight {
    fn loaded(self) -> &'static Loaded {
        match self {
            Self::Regular => &LOADED[0],
            Self::Bold => &LOADED[1],
        }
    }

    /// The font as pages embed it.
    pub fn font(self) -> Font {
        self.loaded().font.clone()
    }

    /// Refuses text with a sign that the font does not have.
    pub fn covers(self, text: &str) -> Result<(), PaperError> {
        let face = &self.loaded().face;
        let missing = |sign: &char| !sign.is_whitespace() && !sign.is_control() && face.glyph_index(*sign).is_none();
        text.chars().find(missing).map_or(Ok(()), |sign| Err(PaperError::Sign(sign)))
    }

    /// The glyphs of a text on one line; advances are fractions of the font's size.
    pub fn shape(self, text: &str) -> Vec<KrillaGlyph> {
        let face = &self.loaded().face;
        let units = face.units_per_em() as f32;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let output = rustybuzz::shape(face, &[], buffer);
        let (places, infos) = (output.glyph_positions(), output.glyph_infos());
        let starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
        let end = |at: usize| {
            let start = starts[at];
            starts[at..].iter().copied().find(|next| *next > start).unwrap_or(text.len())
        };
        let glyph = |(at, (info, place)): (usize, (&rustybuzz::GlyphInfo, &rustybuzz::GlyphPosition))| {
            KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                place.x_advance as f32 / units,
                place.x_offset as f32 / units,
                place.y_offset as f32 / units,
                place.y_advance as f32 / units,
                starts[at]..end(at),
                None,
            )
        };
        infos.iter().zip(places).enumerate().map(glyph).collect()
    }

    /// How wide the text is at this size.
    pub fn width(self, text: &str, size: f32) -> f32 {
        self.shape(text).iter().map(|glyph| glyph.x_advance).sum::<f32>() * size
    }
}
