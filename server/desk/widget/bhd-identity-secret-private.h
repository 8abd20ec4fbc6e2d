/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

/* Under which name it is sealed. */
#define BHD_IDENTITY_SECRET_NAME "identity"
