//! Files that somebody chose, read in the browser.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Hands on the bytes of a file as base64.
pub fn read_base64(file: &web_sys::File, then: impl FnOnce(String) + 'static) {
    // A data URL: what follows the comma is the base64.
    let data = move |url: String| then(url.split_once(',').map(|(_, data)| data.to_owned()).unwrap_or_default());
    read(web_sys::FileReader::read_as_data_url, file, data);
}

/// Hands on the text of a file, taken for UTF-8.
pub fn read_text(file: &web_sys::File, then: impl FnOnce(String) + 'static) {
    read(web_sys::FileReader::read_as_text, file, then);
}

fn read(
    how: fn(&web_sys::FileReader, &web_sys::Blob) -> Result<(), wasm_bindgen::JsValue>,
    file: &web_sys::File,
    then: impl FnOnce(String) + 'static,
) {
    let Ok(reader) = web_sys::FileReader::new() else { return };
    let done = reader.clone();
    let loaded =
        Closure::once_into_js(move || then(done.result().ok().and_then(|found| found.as_string()).unwrap_or_default()));
    reader.set_onload(Some(loaded.unchecked_ref()));
    // Fails only for a file that is being read already.
    let _ = how(&reader, file);
}
