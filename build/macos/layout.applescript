-- Puts the two icons of the disk image where the background's arrow goes from and to.
tell application "Finder"
	tell disk "Pressmark"
		open
		set current view of container window to icon view
		set toolbar visible of container window to false
		set statusbar visible of container window to false
		set the bounds of container window to {200, 140, 800, 548}
		set options to the icon view options of container window
		set arrangement of options to not arranged
		set icon size of options to 112
		set text size of options to 13
		set background picture of options to file ".background:drag.png"
		set position of item "Pressmark.app" to {160, 190}
		set position of item "Applications" to {440, 190}
		update without registering applications
		delay 2
		close
	end tell
end tell
