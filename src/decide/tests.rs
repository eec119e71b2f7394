//! Tests of decisions on reports made for them.
