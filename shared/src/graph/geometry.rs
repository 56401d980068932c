//! Where ports are, how a line runs, and how the canvas maps to the screen. Canvas units are pixels at 100 %.

use super::{COLUMN, Content, Graph, Port, TILE_HEIGHT, TILE_WIDTH};

/// How much of the canvas is seen: a point at (x, y) is shown at (x · zoom + dx, y · zoom + dy).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    pub dx: f64,
    pub dy: f64,
    pub zoom: f64,
}

impl View {
    pub const SMALLEST: f64 = 0.2;
    pub const LARGEST: f64 = 2.0;

    /// The canvas point shown at this place of the surface.
    pub fn point(&self, x: f64, y: f64) -> (f64, f64) {
        ((x - self.dx) / self.zoom, (y - self.dy) / self.zoom)
    }

    /// Zoomed by `factor`, with the point under (x, y) staying there.
    #[must_use]
    pub fn zoomed(&self, factor: f64, x: f64, y: f64) -> Self {
        let zoom = (self.zoom * factor).clamp(Self::SMALLEST, Self::LARGEST);
        let (px, py) = self.point(x, y);
        Self { dx: x - px * zoom, dy: y - py * zoom, zoom }
    }

    /// Shows all of `tiles` in a surface of this size, below the `covered` part at its upper edge; at most at 100 %.
    pub fn fitted(tiles: &[(i32, i32)], width: f64, height: f64, covered: f64) -> Self {
        let (left, top, right, bottom) = bounds(tiles);
        let height = height - covered;
        let margin = 56.0;
        let zoom = ((width - 2.0 * margin) / (right - left))
            .min((height - 2.0 * margin) / (bottom - top))
            .clamp(Self::SMALLEST, 1.0);
        let dx = (width - (left + right) * zoom) / 2.0;
        // Short graphs hang from the top, where one begins to read.
        let dy = if (bottom - top) * zoom < height - 2.0 * margin {
            margin - top * zoom
        } else {
            (height - (top + bottom) * zoom) / 2.0
        };
        Self { dx, dy: dy + covered, zoom }
    }
}

/// Left, top, right and bottom of all tiles.
pub fn bounds(tiles: &[(i32, i32)]) -> (f64, f64, f64, f64) {
    let left = tiles.iter().map(|(x, _)| *x).min().unwrap_or(0);
    let top = tiles.iter().map(|(_, y)| *y).min().unwrap_or(0);
    let right = tiles.iter().map(|(x, _)| *x).max().unwrap_or(0) + TILE_WIDTH;
    let bottom = tiles.iter().map(|(_, y)| *y).max().unwrap_or(0) + TILE_HEIGHT;
    (f64::from(left), f64::from(top), f64::from(right), f64::from(bottom))
}

/// How far to the right these tiles go together so that none of them lies on a tile of the graph.
pub fn aside<C: Content>(graph: &Graph<C>, tiles: &[(i32, i32)]) -> i32 {
    let mut right = 0;
    let on_another = |right: i32| {
        tiles.iter().any(|(x, y)| {
            let on =
                |node: &super::Node<C>| (node.x - x - right).abs() < TILE_WIDTH && (node.y - y).abs() < TILE_HEIGHT;
            graph.nodes.iter().any(on)
        })
    };
    // A graph is finite: beyond its last tile there is room.
    while on_another(right) {
        right += COLUMN / 2;
    }
    right
}

/// How far from a tile's left edge a port is: the ways out share its width evenly.
pub fn port_offset(content: &impl Content, port: Port) -> i32 {
    let ways = content.ways();
    let (count, at) = (ways.len() as i32, ways.iter().position(|way| way.port == port));
    at.map_or(TILE_WIDTH / 2, |at| TILE_WIDTH * (2 * at as i32 + 1) / (2 * count))
}

/// From the lower edge of a tile to the upper edge of another: the curve and its middle.
pub fn curve(from: (f64, f64), to: (f64, f64)) -> (String, (f64, f64)) {
    let ((x1, y1), (x2, y2)) = (from, to);
    let bend = if y2 > y1 { ((y2 - y1) * 0.55).max(24.0) } else { 110.0 };
    let path = format!("M{x1} {y1}C{x1} {} {x2} {} {x2} {y2}", y1 + bend, y2 - bend);
    (path, ((x1 + x2) / 2.0, (y1 + y2) / 2.0))
}

/// Where the frame begins and ends along one side of the small map: never beyond its edge, where its line would not be seen.
pub fn framed(from: f64, length: f64, side: f64) -> (f64, f64) {
    let clamp = |at: f64| at.clamp(1.0, side - 1.0);
    (clamp(from), clamp(from + length))
}
