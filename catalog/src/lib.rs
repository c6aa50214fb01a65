//! The bundled ValOS catalog and risk register, and its types.
