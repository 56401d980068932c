//! The derive that takes the browser's files in watches those that it found; this watches for others.

fn main() {
    println!("cargo::rerun-if-changed=../../target/site");
}
