//! How much of the canvas is seen.

use crate::Board;
use leptos::prelude::*;
use shared::graph::{Content, NodeId, TILE_HEIGHT, TILE_WIDTH, View};

impl<C: Content> Board<C> {
    /// All tiles' places, as shown.
    pub(crate) fn places(&self) -> Vec<(i32, i32)> {
        self.cells.with_value(|cells| cells.values().map(|cell| cell.at.get_untracked()).collect())
    }

    /// Width and height of the surface on the screen, and its top left corner.
    pub(crate) fn surface_box(&self) -> (f64, f64, f64, f64) {
        self.surface.get_untracked().map_or((900.0, 600.0, 0.0, 0.0), |surface| {
            let rect = surface.get_bounding_client_rect();
            (rect.width(), rect.height(), rect.left(), rect.top())
        })
    }

    /// Shows everything.
    pub fn fit(&self) {
        let (width, height, _, top) = self.surface_box();
        self.view.set(View::fitted(&self.places(), width, height, self.covered(top)));
    }

    /// How much of the surface, whose upper edge is at `top`, the palette covers where it lies along that edge: on phones.
    fn covered(&self, top: f64) -> f64 {
        let palette =
            self.surface.get_untracked().and_then(|surface| surface.query_selector(".palette").ok()).flatten();
        palette
            .map(|palette| palette.get_bounding_client_rect())
            .filter(|palette| palette.width() > palette.height())
            .map_or(0.0, |palette| palette.bottom() - top)
    }

    /// Moves the view so that the tile is seen, and chooses it.
    pub fn show(&self, id: NodeId) {
        self.choose(id);
        self.reveal(id);
    }

    /// Moves the view so that the tile is seen.
    pub(crate) fn reveal(&self, id: NodeId) {
        if let Some(cell) = self.cell(id) {
            let (width, height, ..) = self.surface_box();
            let (x, y) = cell.at.get_untracked();
            let (wide, high) = (f64::from(TILE_WIDTH), f64::from(TILE_HEIGHT));
            self.view.update(|view| {
                let (left, top) = (f64::from(x) * view.zoom + view.dx, f64::from(y) * view.zoom + view.dy);
                if left < 0.0 || top < 0.0 || left + wide * view.zoom > width || top + high * view.zoom > height {
                    view.dx = width / 2.0 - (f64::from(x) + wide / 2.0) * view.zoom;
                    view.dy = height / 2.0 - (f64::from(y) + high / 2.0) * view.zoom;
                }
            });
        }
    }

    /// Zooms about the middle of the surface.
    pub fn zoom_by(&self, factor: f64) {
        let (width, height, ..) = self.surface_box();
        self.view.update(|view| *view = view.zoomed(factor, width / 2.0, height / 2.0));
    }
}
