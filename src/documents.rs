//! stub
/// stub
pub(crate) fn address(text: &str) -> Option<(usize, usize)> {
    let _ = text;
    None
}
