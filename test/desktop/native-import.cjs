// The test runner rewrites imports in what it loads itself; this file is loaded natively, so its import is Node's own.
module.exports = { nativeImport: (address) => import(address) };
