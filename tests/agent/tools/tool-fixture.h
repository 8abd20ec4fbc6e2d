/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/tools/bhd-http-tool.h"
#include "tests/agent/tools/shop-server.h"

/* A tool that leads to a server that misbehaves. */
typedef struct
{
  char *key_file;
  BhdOutbound *outbound;
  ShopServer shop;
  BhdToolRow *tool;
} ToolFixture;

#define TOOL_SECRET "s3cr3t/\"token\"+42"

void tool_fixture_set_up (ToolFixture *fixture, gconstpointer data);
void tool_fixture_tear_down (ToolFixture *fixture, gconstpointer data);

/* @schema: (nullable): of its properties; any arguments are taken else. */
void
tool_fixture_set (ToolFixture *fixture, const char *method, const char *path, const char *schema);
void tool_fixture_seal (ToolFixture *fixture, const char *headers);

/* Private addresses allowed. */
BhdToolResult *tool_fixture_run (ToolFixture *fixture, const char *arguments);
