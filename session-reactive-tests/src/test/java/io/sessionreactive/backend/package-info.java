/** The official server SDKs, unmodified, at work on the local service. */
package io.sessionreactive.backend;
