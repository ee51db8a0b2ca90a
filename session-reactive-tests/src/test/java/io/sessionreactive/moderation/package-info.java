/** Who may do what: roles, moderation, and who is told of what, against a local service. */
package io.sessionreactive.moderation;
