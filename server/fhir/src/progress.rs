//! How far an import is, for a progress bar in a terminal or on a page.

use indicatif::{ProgressBar, ProgressStyle};
use shared::imports::ImportProgress;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Shared between the import and whoever watches it.
#[derive(Debug)]
pub struct Progress {
    bytes_read: AtomicU64,
    bytes_total: AtomicU64,
    resources: AtomicU64,
    finished: AtomicBool,
    started: Instant,
}

impl Default for Progress {
    fn default() -> Self {
        Self {
            bytes_read: AtomicU64::new(0),
            bytes_total: AtomicU64::new(0),
            resources: AtomicU64::new(0),
            finished: AtomicBool::new(false),
            started: Instant::now(),
        }
    }
}

impl Progress {
    pub fn now(&self) -> ImportProgress {
        ImportProgress {
            bytes_read: self.bytes_read.load(Relaxed),
            bytes_total: self.bytes_total.load(Relaxed),
            resources: self.resources.load(Relaxed),
            milliseconds: self.started.elapsed().as_millis() as u64,
        }
    }

    pub fn is_finished(&self) -> bool {
        self.finished.load(Relaxed)
    }

    pub(crate) fn expect(&self, bytes: u64) {
        self.bytes_total.store(bytes, Relaxed);
    }

    pub(crate) fn read(&self, bytes: u64) {
        self.bytes_read.fetch_add(bytes, Relaxed);
    }

    pub(crate) fn stored(&self, resources: u64) {
        self.resources.fetch_add(resources, Relaxed);
    }

    pub(crate) fn finish(&self) {
        self.finished.store(true, Relaxed);
    }

    /// Draws a bar with rate and time left on the terminal until the import ends.
    pub fn draw(self: Arc<Self>) -> std::thread::JoinHandle<()> {
        std::thread::spawn(move || {
            let style = ProgressStyle::with_template(
                "{bar:40} {bytes}/{total_bytes} ({bytes_per_sec}), {eta} left, {msg} resources",
            )
            .unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = ProgressBar::new(0).with_style(style);
            while !self.is_finished() {
                let now = self.now();
                bar.set_length(now.bytes_total);
                bar.set_position(now.bytes_read);
                bar.set_message(now.resources.to_string());
                std::thread::sleep(Duration::from_millis(100));
            }
            bar.finish_and_clear();
        })
    }
}
