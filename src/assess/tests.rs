//! Tests of whole assessments.
