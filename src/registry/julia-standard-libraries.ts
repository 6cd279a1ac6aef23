/**
 * Packages that come with Julia itself.
 * @see https://docs.julialang.org (Standard Library), all versions taken together
 */
export const JULIA_STANDARD_LIBRARIES: ReadonlySet<string> = new Set(
  `ArgTools Artifacts Base64 CRC32c Dates DelimitedFiles Distributed Downloads FileWatching Future InteractiveUtils JuliaSyntaxHighlighting
  LazyArtifacts LibCURL LibGit2 Libdl LinearAlgebra Logging Markdown Mmap NetworkOptions Pkg Printf Profile REPL Random SHA Serialization
  SharedArrays Sockets SparseArrays Statistics StyledStrings SuiteSparse TOML Tar Test UUIDs Unicode`.split(/\s+/),
);
