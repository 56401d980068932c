//! What the pointer is doing: moving the view, tiles, a line's end, or something from the palette. Mouse, pen and touch.

use crate::adding::{add, add_at};
use crate::{Board, Spot};
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use shared::graph::{
    Content, Edge, NodeId, Port, TILE_HEIGHT, TILE_WIDTH, View, connect, move_nodes, place, port_offset,
};
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;

#[derive(Debug, Clone, PartialEq)]
enum Doing<C> {
    Nothing,
    Panning { from: (f64, f64), view: View },
    Moving { from: (f64, f64), places: BTreeMap<NodeId, (i32, i32)>, moved: bool },
    Connecting { from: NodeId, port: Port },
    Carrying { kind: C, from: (f64, f64), moved: bool },
}

/// The one drag that can go on at a time.
pub struct Drag<C: Content> {
    board: Board<C>,
    doing: StoredValue<Doing<C>>,
    /// Canvas point of the free end of a line being drawn.
    end: RwSignal<Option<(f64, f64)>>,
    rubber_from: RwSignal<Option<(f64, f64)>>,
    /// What is carried from the palette, and where on the surface it is.
    pub carried: RwSignal<Option<(C, f64, f64)>>,
    pub panning: RwSignal<bool>,
}

impl<C: Content> Clone for Drag<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: Content> Copy for Drag<C> {}

impl<C: Content> Drag<C> {
    pub fn new(board: Board<C>) -> Self {
        Self {
            board,
            doing: StoredValue::new(Doing::Nothing),
            end: RwSignal::new(None),
            rubber_from: RwSignal::new(None),
            carried: RwSignal::new(None),
            panning: RwSignal::new(false),
        }
    }

    /// Both ends of the line being drawn.
    pub fn rubber(&self) -> Option<((f64, f64), (f64, f64))> {
        self.rubber_from.get().zip(self.end.get())
    }

    /// From now on the surface gets every move of this pointer, wherever it goes.
    fn capture(&self, event: &PointerEvent) {
        if let Some(surface) = self.board.surface.get_untracked() {
            // Fails only when the pointer is up already.
            let _ = surface.set_pointer_capture(event.pointer_id());
        }
    }

    pub fn press_surface(&self, event: &PointerEvent) {
        if event.button() == 2 {
            return;
        }
        event.prevent_default();
        self.capture(event);
        self.panning.set(true);
        self.board.adding.set(None);
        if let Some(surface) = self.board.surface.get_untracked() {
            let _ = surface.focus();
        }
        self.doing.set_value(Doing::Panning { from: client(event), view: self.board.view.get_untracked() });
    }

    pub fn press_tile(&self, event: &PointerEvent, id: NodeId) {
        let board = self.board;
        board.adding.set(None);
        if event.shift_key() || event.ctrl_key() || event.meta_key() {
            board.chosen.update(|chosen| {
                if !chosen.remove(&id) {
                    chosen.insert(id);
                }
            });
        } else if !board.chosen.with_untracked(|chosen| chosen.contains(&id)) {
            board.choose(id);
        }
        if !board.editable_now() {
            return;
        }
        self.capture(event);
        let places = board.chosen.with_untracked(|chosen| {
            chosen.iter().filter_map(|id| Some((*id, board.cell(*id)?.at.get_untracked()))).collect()
        });
        self.doing.set_value(Doing::Moving { from: client(event), places, moved: false });
    }

    pub fn press_port(&self, event: &PointerEvent, from: NodeId, port: Port) {
        event.stop_propagation();
        event.prevent_default();
        let Some(cell) = self.board.cell(from) else { return };
        self.capture(event);
        let (x, y) = cell.at.get_untracked();
        let offset = cell.node.with_untracked(|node| port_offset(&node.kind, port));
        self.rubber_from.set(Some((f64::from(x + offset), f64::from(y + TILE_HEIGHT))));
        self.end.set(Some(self.canvas_point(event)));
        self.doing.set_value(Doing::Connecting { from, port });
    }

    pub fn press_palette(&self, event: &PointerEvent, kind: C) {
        event.stop_propagation();
        if event.button() == 0 && self.board.editable_now() {
            self.capture(event);
            self.doing.set_value(Doing::Carrying { kind, from: client(event), moved: false });
        }
    }

    pub fn moved(&self, event: &PointerEvent) {
        let board = self.board;
        let (x, y) = client(event);
        let zoom = board.view.with_untracked(|view| view.zoom);
        let mut doing = self.doing.get_value();
        match &mut doing {
            Doing::Nothing => return,
            Doing::Panning { from, view } => {
                board.view.set(View { dx: view.dx + x - from.0, dy: view.dy + y - from.1, ..*view });
                return;
            }
            Doing::Moving { from, places, moved } => {
                // A shaking hand is no move.
                if !*moved && (x - from.0).abs() + (y - from.1).abs() < 4.0 {
                    return;
                }
                let (dx, dy) = ((x - from.0) / zoom, (y - from.1) / zoom);
                for (id, place) in &*places {
                    if let Some(cell) = board.cell(*id) {
                        cell.at.set(snapped(f64::from(place.0) + dx, f64::from(place.1) + dy));
                    }
                }
                if *moved {
                    return;
                }
                *moved = true;
            }
            Doing::Connecting { .. } => {
                self.end.set(Some(self.canvas_point(event)));
                return;
            }
            Doing::Carrying { kind, from, moved } => {
                *moved = *moved || (x - from.0).abs() + (y - from.1).abs() >= 4.0;
                if *moved {
                    let (_, _, left, top) = board.surface_box();
                    self.carried.set(Some((kind.clone(), x - left, y - top)));
                    let aimed = target(board, self.canvas_point(event), kind);
                    if board.aimed.get_untracked() != aimed {
                        board.aimed.set(aimed);
                    }
                }
            }
        }
        self.doing.set_value(doing);
    }

    pub fn released(&self, event: &PointerEvent) {
        let board = self.board;
        let doing = self.doing.get_value();
        self.stop();
        match doing {
            Doing::Panning { from, .. } => {
                let (x, y) = client(event);
                if (x - from.0).abs() + (y - from.1).abs() < 4.0 {
                    board.chosen.update(|chosen| chosen.clear());
                }
            }
            Doing::Moving { places, moved: true, .. } => {
                let new: BTreeMap<_, _> =
                    places.keys().filter_map(|id| Some((*id, board.cell(*id)?.at.get_untracked()))).collect();
                board.edit(|graph| move_nodes(graph, &new));
            }
            Doing::Connecting { from, port } => {
                if let Some(to) = tile_under(event) {
                    board.edit(|graph| connect(graph, from, port, to));
                } else if board.read(|graph| graph.next(from, port).is_none()) {
                    board.adding.set(Some(Spot::Port(from, port)));
                }
            }
            Doing::Carrying { kind, moved, .. } if moved => self.drop_tile(event, kind),
            Doing::Carrying { kind, .. } => add(board, kind),
            _ => {}
        }
    }

    /// Lets go without doing anything; tiles go back where they were.
    pub fn cancel(&self) {
        if let Doing::Moving { places, .. } = self.doing.get_value() {
            for (id, place) in places {
                if let Some(cell) = self.board.cell(id) {
                    cell.at.set(place);
                }
            }
        }
        self.stop();
    }

    fn stop(&self) {
        self.doing.set_value(Doing::Nothing);
        self.panning.set(false);
        self.carried.set(None);
        self.board.aimed.set(None);
        self.end.set(None);
        self.rubber_from.set(None);
    }

    /// On an open end, after it; on a line, into it; elsewhere, where it was let go.
    fn drop_tile(&self, event: &PointerEvent, kind: C) {
        let board = self.board;
        let (width, height, left, top) = board.surface_box();
        let (x, y) = client(event);
        if x < left || y < top || x > left + width || y > top + height {
            return;
        }
        let point = self.canvas_point(event);
        match target(board, point, &kind) {
            Some(spot) => {
                board.edit(|graph| add_at(graph, spot, kind));
            }
            None => {
                let (x, y) = snapped(point.0 - f64::from(TILE_WIDTH) / 2.0, point.1 - f64::from(TILE_HEIGHT) / 2.0);
                board.edit(|graph| place(graph, kind, x, y));
            }
        }
    }

    fn canvas_point(&self, event: &PointerEvent) -> (f64, f64) {
        let (_, _, left, top) = self.board.surface_box();
        let (x, y) = client(event);
        self.board.view.with_untracked(|view| view.point(x - left, y - top))
    }
}

fn client(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// To the grid of 4.
fn snapped(x: f64, y: f64) -> (i32, i32) {
    ((x / 4.0).round() as i32 * 4, (y / 4.0).round() as i32 * 4)
}

/// Where a tile that is let go at this canvas point goes by itself; `None` where it lies free.
fn target<C: Content>(board: Board<C>, point: (f64, f64), kind: &C) -> Option<Spot> {
    let open = near_open_end(board, point).filter(|_| !kind.is_start());
    let line = || near_edge(board, point).filter(|_| !kind.ports().is_empty());
    open.or_else(|| line().map(Spot::Edge))
}

/// How far below a tile the plus of an open end is, and from how far away it is meant.
const OPEN_END: f64 = 41.0;
const NEAR: (f64, f64) = (90.0, 70.0);

/// The way out that leads nowhere whose plus is nearest to this canvas point.
fn near_open_end<C: Content>(board: Board<C>, point: (f64, f64)) -> Option<Spot> {
    let mut nearest: Option<(f64, Spot)> = None;
    for id in board.ids.get_untracked() {
        let Some(cell) = board.cell(id) else { continue };
        let (x, y) = cell.at.get_untracked();
        for way in cell.node.with_untracked(|node| node.kind.ways()) {
            if board.read(|graph| graph.next(id, way.port).is_some()) {
                continue;
            }
            let offset = cell.node.with_untracked(|node| port_offset(&node.kind, way.port));
            let across = (point.0 - f64::from(x + offset)).abs();
            let along = (point.1 - (f64::from(y + TILE_HEIGHT) + OPEN_END)).abs();
            let closer = nearest.as_ref().is_none_or(|(distance, _)| across + along < *distance);
            if across < NEAR.0 && along < NEAR.1 && closer {
                nearest = Some((across + along, Spot::Port(id, way.port)));
            }
        }
    }
    nearest.map(|(_, spot)| spot)
}

/// The line whose middle is near this canvas point.
fn near_edge<C: Content>(board: Board<C>, point: (f64, f64)) -> Option<Edge> {
    let edges = board.edges.get_untracked();
    edges.into_iter().find(|edge| {
        let (Some(from), Some(to)) = (board.cell(edge.from), board.cell(edge.to)) else { return false };
        let ((fx, fy), (tx, ty)) = (from.at.get_untracked(), to.at.get_untracked());
        let offset = from.node.with_untracked(|node| port_offset(&node.kind, edge.port));
        let (x1, y1) = (f64::from(fx + offset), f64::from(fy + TILE_HEIGHT));
        let (x2, y2) = (f64::from(tx + TILE_WIDTH / 2), f64::from(ty));
        let across = (point.0 - (x1 + x2) / 2.0).abs() < 90.0 + (x2 - x1).abs() / 2.0;
        across && point.1 > y1.min(y2) - 10.0 && point.1 < y1.max(y2) + 10.0
    })
}

fn tile_under(event: &PointerEvent) -> Option<NodeId> {
    let hit = document().element_from_point(event.client_x() as f32, event.client_y() as f32)?;
    let tile = hit.closest("[data-node]").ok()??;
    let tile: web_sys::HtmlElement = tile.dyn_into().ok()?;
    tile.get_attribute("data-node")?.parse().ok().map(NodeId)
}
