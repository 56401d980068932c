//! The derive that takes the browser's files in watches those that it found; this watches for others. The folder is made
//! because a development build remembers where it is, and can't when there is none.

fn main() -> std::io::Result<()> {
    std::fs::create_dir_all("../../target/site")?;
    println!("cargo::rerun-if-changed=../../target/site");
    Ok(())
}
