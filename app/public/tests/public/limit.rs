//! How often one address may post.

use public::portal::limit::{BURST, Limiter, REFILL};
use std::time::Instant;

#[test]
fn a_bucket_empties_and_refills_for_each_address_by_itself() {
    let limiter = Limiter::default();
    let start = Instant::now();
    assert!((0..BURST).all(|_| limiter.allows("a", start)));
    assert!(!limiter.allows("a", start));
    assert!(limiter.allows("b", start));
    assert!(limiter.allows("a", start + REFILL));
    assert!(!limiter.allows("a", start + REFILL));
}
