//! Drawing on pages. Lengths are points (72 an inch), from the upper left corner.

use crate::PaperError;
use crate::font::Weight;
use crate::text::Run;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};

/// Red, green, blue.
pub(crate) type Ink = (u8, u8, u8);
pub(crate) const BLACK: Ink = (20, 26, 24);
pub(crate) const GRAY: Ink = (91, 105, 101);
pub(crate) const WHITE: Ink = (255, 255, 255);
pub(crate) const ACCENT: Ink = (11, 93, 80);
pub(crate) const PALE: Ink = (233, 236, 232);

/// A document that is being drawn.
pub(crate) struct Book {
    document: Document,
}

impl Book {
    pub fn new(title: &str, language: &str) -> Self {
        let mut document = Document::new_with(SerializeSettings::default());
        let metadata = Metadata::new().title(title.to_owned()).language(language.to_owned()).creator("Waypost".into());
        document.set_metadata(metadata);
        Self { document }
    }

    /// One more page of this size; `draw` fills it.
    pub fn page(
        &mut self,
        width: f32,
        height: f32,
        draw: impl FnOnce(&mut Sheet<'_, '_>) -> Result<(), PaperError>,
    ) -> Result<(), PaperError> {
        let settings =
            PageSettings::from_wh(width, height).ok_or_else(|| PaperError::Write("a page without a size".into()))?;
        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        let drawn = draw(&mut Sheet { surface: &mut surface });
        surface.finish();
        page.finish();
        drawn
    }

    pub fn finish(self) -> Result<Vec<u8>, PaperError> {
        self.document.finish().map_err(|error| PaperError::Write(format!("{error:?}")))
    }
}

/// A page that is being drawn.
pub(crate) struct Sheet<'a, 'b> {
    surface: &'a mut Surface<'b>,
}

impl Sheet<'_, '_> {
    fn ink(&mut self, (red, green, blue): Ink) {
        let paint = rgb::Color::new(red, green, blue).into();
        self.surface.set_fill(Some(Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::default() }));
    }

    /// Text on one line, its baseline at `y`.
    pub fn text(&mut self, x: f32, y: f32, size: f32, ink: Ink, line: &[Run]) {
        self.ink(ink);
        let mut x = x;
        for run in line {
            let glyphs = run.weight.shape(&run.text);
            let wide: f32 = glyphs.iter().map(|glyph| glyph.x_advance).sum();
            self.surface.draw_glyphs(Point::from_xy(x, y), &glyphs, run.weight.font(), &run.text, size, false);
            x += wide * size;
        }
    }

    /// Plain words on one line.
    pub fn words(&mut self, x: f32, y: f32, size: f32, ink: Ink, weight: Weight, text: &str) -> Result<(), PaperError> {
        weight.covers(text)?;
        self.text(x, y, size, ink, &[Run::new(text, weight)]);
        Ok(())
    }

    pub fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
        let Some(rect) = Rect::from_xywh(x, y, width, height) else { return };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        let Some(path) = path.finish() else { return };
        self.ink(ink);
        self.surface.draw_path(&path);
    }

    /// A picture that fills the rectangle; what hangs over is cut off evenly.
    pub fn picture(&mut self, bytes: &[u8], x: f32, y: f32, width: f32, height: f32) -> Result<(), PaperError> {
        let image = read(bytes)?;
        let (own_width, own_height) = image.size();
        let scale = (width / own_width as f32).max(height / own_height as f32);
        let (shown_width, shown_height) = (own_width as f32 * scale, own_height as f32 * scale);
        let (Some(frame), Some(size)) =
            (Rect::from_xywh(x, y, width, height), Size::from_wh(shown_width, shown_height))
        else {
            return Err(PaperError::Picture("it has no size".into()));
        };
        let mut path = PathBuilder::new();
        path.push_rect(frame);
        let Some(path) = path.finish() else { return Err(PaperError::Picture("it has no size".into())) };
        self.surface.push_clip_path(&path, &FillRule::default());
        let (left, top) = (x - (shown_width - width) / 2.0, y - (shown_height - height) / 2.0);
        self.surface.push_transform(&Transform::from_translate(left, top));
        self.surface.draw_image(image, size);
        self.surface.pop();
        self.surface.pop();
        Ok(())
    }
}

/// What kind of picture it is, its bytes say.
fn read(bytes: &[u8]) -> Result<Image, PaperError> {
    let data = || bytes.to_vec().into();
    let image = match bytes {
        [0x89, b'P', b'N', b'G', ..] => Image::from_png(data(), true),
        [0xff, 0xd8, ..] => Image::from_jpeg(data(), true),
        [b'G', b'I', b'F', ..] => Image::from_gif(data(), true),
        [b'R', b'I', b'F', b'F', ..] => Image::from_webp(data(), true),
        _ => return Err(PaperError::Picture("it is not a PNG, JPEG, GIF or WebP".into())),
    };
    image.map_err(PaperError::Picture)
}
