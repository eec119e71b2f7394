//! Judges a whole release: texts, declarations, files, lineage. A license text alone never proves an open model.

mod read;
pub mod release;
pub mod shape;

pub use release::Release;
pub use shape::Assessment;
